'use strict';
const { LogPipeline, Sink, Source } = require('cdk8s-logging');

const pipeline = new LogPipeline('plain', { sources: [Source.files('/var/log/*.log')], sinks: [Sink.stdout()] });
module.exports = { pipelines: [pipeline] };
