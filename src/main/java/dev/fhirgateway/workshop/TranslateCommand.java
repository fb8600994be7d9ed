package dev.fhirgateway.workshop;

import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.settings.SourceKey;
import dev.fhirgateway.translation.Coverage;
import dev.fhirgateway.translation.MappingException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The command {@code translate}: what the gateway would send of some resources, and what it would leave behind. */
public final class TranslateCommand {
    private static final int DONE = 0;
    private static final int SOME_FAILED = 1;
    private static final int MISUSED = 2;
    private static final String USAGE =
            """
            Usage: translate FILE|- [OPTION ...]
              FILE                  one resource, a JSON array of them, or one a line; - reads the standard input
              --type TYPE           look at the resources of this type only
              --mapping FILE        map them with this file; its name tells the type unless --type does
              --source KEY          the registry source to write to; gateway.source-key when not given
              --watch               go on, and show what is different whenever the resources or a mapping change
            """;

    private final GatewaySettings settings;
    private final Arguments arguments;
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    private TranslateCommand(
            GatewaySettings settings, Arguments arguments, InputStream in, PrintStream out, PrintStream err) {
        this.settings = settings;
        this.arguments = arguments;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command; with {@code --watch}, until this thread is interrupted.
     *
     * @param args what stands behind the word {@code translate}
     * @param in the standard input
     * @return the exit code: 0 done, 1 some entries failed, 2 not a command, or files that cannot be used
     */
    public static int run(
            List<String> args, GatewaySettings settings, InputStream in, PrintStream out, PrintStream err) {
        Arguments arguments = new Arguments(args, Set.of("--type", "--mapping", "--source"), Set.of("--watch"));
        if (!InstalledMappings.tellType(arguments)) {
            arguments.problems().add("the name of the mapping tells no FHIR type, so --type is needed");
        }
        if (arguments.problems().isEmpty() && arguments.names().size() == 1) {
            return new TranslateCommand(settings, arguments, in, out, err).run();
        }
        arguments.problems().forEach(err::println);
        err.print(USAGE);
        return MISUSED;
    }

    private int run() {
        if (!SourceKey.isValid(sourceKey())) {
            err.println("--source: expected " + SourceKey.expected());
            return MISUSED;
        }
        if (arguments.has("--watch")) {
            return watch();
        }
        try {
            Page page = new Page();
            int code = fill(page);
            page.lines().forEach(out::println);
            return code;
        } catch (Resources.Unreadable | MappingException e) {
            err.println(e.getMessage());
            return MISUSED;
        }
    }

    private int watch() {
        if (Resources.areStandardInput(file())) {
            err.println("--watch needs a file; the standard input cannot be read twice");
            return MISUSED;
        }
        Watch watch = new Watch(watched());
        List<String> shown = List.of();
        try {
            while (true) {
                shown = show(shown);
                watch.awaitChange();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return DONE;
        }
    }

    /** The first page as a whole, then what is different; a page that cannot be made leaves the last one to compare. */
    private List<String> show(List<String> before) {
        try {
            Page page = new Page();
            fill(page);
            List<String> changed = before.isEmpty() ? page.lines() : Differences.between(before, page.lines());
            out.println(changed.isEmpty() ? "The output is the same." : String.join(System.lineSeparator(), changed));
            return page.lines();
        } catch (Resources.Unreadable | MappingException e) {
            out.println(e.getMessage());
            return before;
        } finally {
            out.println("Watching; Ctrl-C ends it.");
            out.flush();
        }
    }

    private List<Path> watched() {
        List<Path> watched = new ArrayList<>(List.of(
                Path.of(file()).toAbsolutePath(),
                settings.config().resolve("mappings").toAbsolutePath()));
        arguments
                .value("--mapping")
                .map(name -> Path.of(name).toAbsolutePath().getParent())
                .ifPresent(watched::add);
        return watched;
    }

    private int fill(Page page) throws Resources.Unreadable {
        Workbench workbench = Workbench.of(InstalledMappings.with(arguments, settings.config()), settings, sourceKey());
        Coverage coverage = new Coverage();
        List<Piece> pieces =
                workbench.pieces(Resources.read(file(), in, workbench), arguments.value("--type"), coverage);
        pieces.forEach(page::add);
        if (pieces.isEmpty()) {
            page.add("No resource is a " + arguments.value("--type").orElse("resource") + ".");
        } else if (!pieces.stream().allMatch(Piece::hasFailed)) {
            page.add(coverage);
        }
        return pieces.stream().anyMatch(Piece::hasFailed) ? SOME_FAILED : DONE;
    }

    private String file() {
        return arguments.names().get(0);
    }

    private String sourceKey() {
        return arguments.value("--source").orElse(settings.sourceKey());
    }
}
