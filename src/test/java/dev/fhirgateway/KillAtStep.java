package dev.fhirgateway;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Ends the process just before a step of a route, as {@code kill -9} does. Camel Main makes it from the settings
 * {@code camel.beans.killer} and {@code camel.beans.killer.step}. Without a step it writes down which ones were come to.
 */
public final class KillAtStep implements InterceptStrategy, CamelContextAware {
    static final String BEAN = "camel.beans.killer=#class:" + KillAtStep.class.getName();
    static final int STATUS = 137;

    private static final Set<String> PASSED = Collections.synchronizedSet(new LinkedHashSet<>());

    private final Map<String, Integer> counted = new HashMap<>();
    private String step = "";
    private CamelContext context;

    /** Camel Main asks for strategies before it makes beans of settings. */
    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
        context.getCamelContextExtension().addInterceptStrategy(this);
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    /** A step that {@link #passed} gave. */
    public void setStep(String step) {
        this.step = step;
    }

    /** Forgets the steps that exchanges came to, for other gateways of this JVM may have had some. */
    static void begin() {
        PASSED.clear();
    }

    /** The steps that any exchange came to since, in the order of the first time. */
    static Set<String> passed() {
        return new LinkedHashSet<>(PASSED);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext unused, NamedNode node, Processor target, Processor next) {
        NamedNode route = node;
        while (route.getParent() != null) {
            route = route.getParent();
        }
        String here = name(route, node);
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                if (here.equals(step)) {
                    Runtime.getRuntime().halt(STATUS);
                }
                PASSED.add(here);
                return super.process(exchange, callback);
            }
        };
    }

    /** As {@code route/kind} and the how-manieth it is in its route: Camel's own numbers go on from gateway to gateway. */
    private String name(NamedNode route, NamedNode node) {
        return route.getId() + "/" + node.getShortName() + counted.merge(route.getId(), 1, Integer::sum);
    }
}
