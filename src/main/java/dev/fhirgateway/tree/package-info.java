/** JSON trees as they are kept in memory. Knows no other room. */
@NullMarked
package dev.fhirgateway.tree;

import org.jspecify.annotations.NullMarked;
