/** Where Fluent Bit's metrics, and those of pipelines, are served, at `/metrics`. */
export const metricsPort = 2021;
