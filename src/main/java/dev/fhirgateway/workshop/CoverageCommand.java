package dev.fhirgateway.workshop;

import dev.fhirgateway.settings.GatewaySettings;
import dev.fhirgateway.translation.Coverage;
import dev.fhirgateway.translation.MappingException;
import dev.fhirgateway.translation.Mappings;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** The command {@code mapping coverage}: which elements of many resources no mapping carries, and how many they are. */
public final class CoverageCommand {
    private static final int DONE = 0;
    private static final int SOME_FAILED = 1;
    private static final int MISUSED = 2;
    private static final String USAGE =
            """
            Usage: mapping coverage FILE ... [--type TYPE]
              FILE                  one resource, a JSON array of them, or one a line; - reads the standard input
              --type TYPE           count the resources of this type only
            """;

    private CoverageCommand() {}

    /**
     * Runs the command.
     *
     * @param args what stands behind the word {@code mapping}
     * @param in the standard input
     * @return the exit code: 0 done, 1 some entries failed and were not counted, 2 not a command, or files that cannot
     *     be used
     */
    public static int run(
            List<String> args, GatewaySettings settings, InputStream in, PrintStream out, PrintStream err) {
        Arguments arguments = new Arguments(args, Set.of("--type"), Set.of());
        boolean named = arguments.names().size() > 1 && arguments.names().get(0).equals("coverage");
        if (!arguments.problems().isEmpty() || !named) {
            arguments.problems().forEach(err::println);
            err.print(USAGE);
            return MISUSED;
        }
        try {
            return count(arguments, settings, in, out);
        } catch (Resources.Unreadable | MappingException e) {
            err.println(e.getMessage());
            return MISUSED;
        }
    }

    private static int count(Arguments arguments, GatewaySettings settings, InputStream in, PrintStream out)
            throws Resources.Unreadable {
        Workbench workbench =
                Workbench.of(Mappings.loadUntried(settings.config()).current(), settings, settings.sourceKey());
        Coverage coverage = new Coverage();
        long counted = 0;
        long failed = 0;
        for (String file : arguments.names().subList(1, arguments.names().size())) {
            List<Piece> pieces =
                    workbench.pieces(Resources.read(file, in, workbench), arguments.value("--type"), coverage);
            long failedHere = pieces.stream().filter(Piece::hasFailed).count();
            counted += pieces.size() - failedHere;
            failed += failedHere;
        }
        Page page = new Page();
        if (counted > 0) {
            page.add(coverage);
            page.add("");
        }
        page.add(counted + " resources counted" + (failed == 0 ? "" : ", " + failed + " failed; translate tells why"));
        page.lines().forEach(out::println);
        return failed == 0 ? DONE : SOME_FAILED;
    }
}
