/**
 * HTTP around the endpoints: paths, API keys, the log of calls, the trouble that they meet, and what the sandbox has
 * beside the contract, which is its controls, its OpenAPI document and the page that shows it.
 */
@NullMarked
package dev.fhirgateway.sandbox.http;

import org.jspecify.annotations.NullMarked;
