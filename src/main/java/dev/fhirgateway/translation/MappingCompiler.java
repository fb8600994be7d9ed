package dev.fhirgateway.translation;

import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.ResourceResolver;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Makes {@link Mapping}s of mapping files. What the operator's files import may be the operator's; what the gateway's
 * import is always the gateway's, so that no edit can break them.
 */
final class MappingCompiler {
    private final MappingFolder folder;

    MappingCompiler(MappingFolder folder) {
        this.folder = folder;
    }

    /**
     * The operator's mapping of {@code type}.
     *
     * @throws MappingException when the file cannot be used
     */
    Mapping own(String type) {
        return compile(MappingFolder.displayName(type), folder.file(type));
    }

    /**
     * A file of any name, with the modules of the folder.
     *
     * @throws MappingException when the file cannot be used
     */
    Mapping file(Path file) {
        return compile(file.toString(), file);
    }

    /** The mapping of {@code type} that comes with the gateway. */
    static Mapping shipped(String type) {
        String text = MappingFolder.shipped(MappingFolder.fileName(type)).orElseThrow();
        return compile("the gateway's " + type + ".jslt", text, new Modules(MappingCompiler::module));
    }

    private Mapping compile(String name, Path file) {
        try {
            return compile(name, Files.readString(file), new Modules(this::ownModule));
        } catch (NoSuchFileException e) {
            throw new MappingException(List.of(MappingDefect.of(name, "there is no such file")));
        } catch (IOException e) {
            throw new MappingException(List.of(MappingDefect.of(name, "it cannot be read as UTF-8 text")));
        }
    }

    private static Mapping compile(String name, String text, Modules modules) {
        try {
            List<Function> functions = new ArrayList<>();
            String limited = LimitedText.ofMapping(name, text, functions, modules::check);
            Expression expression = parse(name, limited, modules.limited(functions), functions);
            return new Mapping(name, modules.versionWith(text), expression);
        } catch (FaultInText e) {
            throw new MappingException(List.of(MappingDefect.of(name, e)));
        } catch (RuntimeException | StackOverflowError e) {
            throw new MappingException(List.of(defect(name, text, modules)));
        }
    }

    /** What is wrong with a text, told of the text as it was written. */
    private static MappingDefect defect(String name, String text, Modules modules) {
        try {
            parse(name, text, modules, List.of());
            return MappingDefect.of(name, "it cannot be limited; does it name something gateway-...?");
        } catch (JsltException e) {
            return MappingDefect.of(name, e);
        } catch (StackOverflowError e) {
            return MappingDefect.of(name, "its parts are nested too deep");
        } catch (RuntimeException e) {
            return MappingDefect.of(name, "JSLT cannot compile it");
        }
    }

    /** @param functions what the text may call besides JSLT's; modules add to them while they are resolved */
    private static Expression parse(
            String name, String text, ResourceResolver modules, Collection<Function> functions) {
        return new Parser(new StringReader(text))
                .withSource(name)
                .withResourceResolver(modules)
                .withFunctions(functions)
                .compile();
    }

    private String ownModule(String fileName) {
        try {
            return folder.module(fileName).orElseGet(() -> module(fileName));
        } catch (IOException e) {
            throw new JsltException("the module " + fileName + " cannot be read as UTF-8 text");
        }
    }

    private static String module(String fileName) {
        return MappingFolder.shipped(fileName)
                .orElseThrow(() -> new JsltException("there is no module " + fileName + " to import"));
    }
}
