/** Where Vector's metrics, and those of pipelines, are served. */
export const metricsPort = 9598;
