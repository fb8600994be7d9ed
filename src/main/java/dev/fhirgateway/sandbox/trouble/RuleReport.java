package dev.fhirgateway.sandbox.trouble;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How a rule has fared so far.
 *
 * @param rule as it was written
 * @param matched how many calls it was about
 * @param fired how many of them it struck
 */
public record RuleReport(ObjectNode rule, int matched, int fired) {}
