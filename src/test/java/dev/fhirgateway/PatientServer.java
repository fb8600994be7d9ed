package dev.fhirgateway;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.FifoMemoryPagingProvider;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/** A FHIR server of its own kind: HAPI's, over HTTP, with patients that can be searched by when they changed. */
final class PatientServer implements AutoCloseable {
    private static final int LARGEST_PAGE = 50;

    private final Patients patients = new Patients();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final Set<String> authorizations = ConcurrentHashMap.newKeySet();
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);

    /** What a request is answered instead, once. */
    record Trouble(String whenQueryHas, int status, String body) {}

    static PatientServer start() {
        PatientServer server = new PatientServer();
        server.connector.setHost("127.0.0.1");
        server.jetty.addConnector(server.connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(server.fhir()), "/r4/*");
        server.jetty.setHandler(server.new Door(context));
        LifeCycle.start(server.jetty);
        return server;
    }

    private RestfulServer fhir() {
        RestfulServer fhir = new RestfulServer(FhirContext.forR4Cached());
        fhir.setResourceProviders(List.of(patients));
        fhir.setPagingProvider(new FifoMemoryPagingProvider(20)
                .setDefaultPageSize(LARGEST_PAGE)
                .setMaximumPageSize(LARGEST_PAGE));
        return fhir;
    }

    String url() {
        return "http://127.0.0.1:" + connector.getLocalPort() + "/r4";
    }

    /** Stores a patient as changed at this time. */
    void put(String id, Instant changed) {
        Patient patient = new Patient();
        patient.setId(id);
        patient.addName().setFamily("Zzmarker");
        patient.getMeta().setLastUpdated(Date.from(changed));
        patients.stored.put(id, patient);
    }

    void troubleOnce(Trouble trouble) {
        troubles.add(trouble);
    }

    boolean allTroublesAreOver() {
        return troubles.isEmpty();
    }

    /** Whether every request so far showed this Authorization header. */
    boolean onlyAskedWith(String authorization) {
        return authorizations.equals(Set.of(authorization));
    }

    @Override
    public void close() {
        LifeCycle.stop(jetty);
    }

    /** HAPI calls it by its annotations, so it has to be public. */
    public static final class Patients implements IResourceProvider {
        private final Map<String, Patient> stored = new ConcurrentSkipListMap<>();

        @Override
        public Class<? extends IBaseResource> getResourceType() {
            return Patient.class;
        }

        @Search
        public List<Patient> search(@OptionalParam(name = "_lastUpdated") @Nullable DateRangeParam changed) {
            Stream<Patient> all = stored.values().stream();
            if (changed == null) {
                return all.toList();
            }
            Instant from = changed.getLowerBoundAsInstant().toInstant();
            return all.filter(patient ->
                            !patient.getMeta().getLastUpdated().toInstant().isBefore(from))
                    .toList();
        }
    }

    /** Stands before the FHIR server and answers in its place while there is trouble. */
    private final class Door extends Handler.Wrapper {
        Door(Handler fhir) {
            super(fhir);
        }

        @Override
        public boolean handle(Request request, Response response, Callback done) throws Exception {
            authorizations.add(String.valueOf(request.getHeaders().get(HttpHeader.AUTHORIZATION)));
            Trouble trouble = troubles.peek();
            if (trouble == null || !request.getHttpURI().getQuery().contains(trouble.whenQueryHas())) {
                return super.handle(request, response, done);
            }
            troubles.remove(trouble);
            response.setStatus(trouble.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/fhir+json;charset=UTF-8");
            Content.Sink.write(response, true, trouble.body(), done);
            return true;
        }
    }
}
