package dev.fhirgateway;

import java.util.Collections;
import java.util.LinkedHashSet;
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

    /** The steps that any exchange came to, in the order of the first time, each as {@code route/node}. */
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
        String here = route.getId() + "/" + node.getId();
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
}
