/**
 * The map. A batch of FHIR resources passes these rooms, in this order; the same word is the package, the YAML file
 * in {@code routes/}, the route id and the {@code direct:} name.
 *
 * <pre>
 * EHR -- PUT {base} --&gt; access -&gt; intake -&gt; translation -&gt; delivery -&gt; report --&gt; the array back, same order
 *                       who may   bytes-&gt;   resource-&gt;     command-&gt;   results-&gt;
 *                       write     entries   command        answer      FHIR answer
 *                       where
 * </pre>
 *
 * <ul>
 *   <li>{@link dev.fhirgateway.upsert} is the vocabulary: batch, entry, result. Every stage speaks it; start there.
 *   <li>{@link dev.fhirgateway.access}, {@link dev.fhirgateway.intake}, {@link dev.fhirgateway.translation},
 *       {@link dev.fhirgateway.delivery}, {@link dev.fhirgateway.report} are the stages. They do not see each other;
 *       the routes join them.
 *   <li>{@link dev.fhirgateway.followup} finds out what becomes of what the registry has accepted and not yet stored.
 *   <li>{@link dev.fhirgateway.registry} is the registry's wire contract, {@link dev.fhirgateway.sandbox} a registry
 *       that answers it on a laptop.
 *   <li>{@link dev.fhirgateway.metrics} is what is counted and timed.
 *   <li>{@link dev.fhirgateway.settings} is what an operator can set.
 *   <li>{@link dev.fhirgateway.workshop} shows what mappings do, without a server.
 *   <li>{@link dev.fhirgateway.demo} shows it all at work.
 * </ul>
 *
 * Here in the root: {@link dev.fhirgateway.GatewayMain} is the command line, {@link dev.fhirgateway.Gateway} starts
 * and stops everything, {@code GatewayBeans}, {@code DeliveryBeans} and {@code FollowUpBeans} make the objects that the routes name, {@code Engine}
 * has the threads that they run on, and {@code UserRoutes} keeps the operator's routes.
 */
@NullMarked
package dev.fhirgateway;

import org.jspecify.annotations.NullMarked;
