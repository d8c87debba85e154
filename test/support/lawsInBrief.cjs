/** fast-check for mutation runs: a law that fails is not made smaller, and none takes more than a moment. */
const fc = require('../../node_modules/fast-check');

fc.configureGlobal({ endOnFailure: true, interruptAfterTimeLimit: 300 });
module.exports = fc;
