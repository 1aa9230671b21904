// Puts messages and stack traces of failures into a payload, which the payload codec then encrypts.
// CommonJS and plain JavaScript: the Temporal SDK loads it by `require`, and bundles it with the
// workflows, where most refusals come from.
const { DefaultFailureConverter } = require('@temporalio/common');

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
