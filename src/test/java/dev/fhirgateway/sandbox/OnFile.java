package dev.fhirgateway.sandbox;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The sandbox of this case keeps what it holds in a file. */
@Retention(RetentionPolicy.RUNTIME)
@interface OnFile {}
