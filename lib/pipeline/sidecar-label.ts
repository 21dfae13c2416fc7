/** The pod label of a sidecar of ours, with the agent's name. `Source.pods` leaves such pods out: their logs are collected. */
export const sidecarLabel = 'cdk8s-logging/sidecar';
