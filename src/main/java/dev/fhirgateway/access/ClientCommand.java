package dev.fhirgateway.access;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The {@code client} command, with which an operator decides who may write. */
public final class ClientCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final String USAGE =
            """
            Usage:
              client add NAME --source KEY    add a client that writes to the registry source KEY, print its token
              client list                     print the clients
              client remove NAME              refuse the token of a client from now on
            """;

    private final Path configFolder;
    private final PrintStream out;
    private final PrintStream err;

    private ClientCommand(Path configFolder, PrintStream out, PrintStream err) {
        this.configFolder = configFolder;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command. A gateway that is running sees the change within a second or two.
     *
     * @param args what stands behind the word {@code client}
     * @return the exit code: 0 done, 1 not possible, 2 not a command
     */
    public static int run(List<String> args, Path configFolder, PrintStream out, PrintStream err) {
        try {
            return new ClientCommand(configFolder, out, err).dispatch(args);
        } catch (ClientsException e) {
            e.problems().forEach(err::println);
            return FAILED;
        }
    }

    private int dispatch(List<String> args) {
        String verb = args.isEmpty() ? "" : args.get(0);
        if (verb.equals("add") && args.size() == 4 && args.get(2).equals("--source")) {
            return add(args.get(1), args.get(3));
        }
        if (verb.equals("list") && args.size() == 1) {
            return list();
        }
        if (verb.equals("remove") && args.size() == 2) {
            return remove(args.get(1));
        }
        err.print(USAGE);
        return MISUSED;
    }

    private int add(String name, String sourceKey) {
        String token = ClientsFile.open(configFolder).add(name, sourceKey);
        out.println("Added " + name + ", which writes to source " + sourceKey + ".");
        out.println("Its token is shown this once and is stored nowhere. Send it with every request:");
        out.println();
        out.println("Authorization: Bearer " + token);
        return DONE;
    }

    private int list() {
        List<RegisteredClient> clients =
                ClientsFile.open(configFolder).current().registered();
        if (clients.isEmpty()) {
            out.println("There are no clients.");
        }
        for (RegisteredClient one : clients) {
            String created = one.created().isEmpty() ? "" : ", added " + one.created();
            out.println(
                    one.client().name() + " writes to source " + one.client().sourceKey() + created);
        }
        return DONE;
    }

    private int remove(String name) {
        ClientsFile.open(configFolder).remove(name);
        out.println("Removed " + name + ". Its token is no longer accepted.");
        return DONE;
    }
}
