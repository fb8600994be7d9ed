package dev.fhirgateway.translation;

import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.ResourceResolver;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

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
        String file = MappingFolder.displayName(type);
        try {
            return compile(file, folder.own(type), this::module);
        } catch (IOException e) {
            throw new MappingException(List.of(new MappingDefect(file, 0, "it cannot be read as UTF-8 text")));
        }
    }

    /** The mapping of {@code type} that comes with the gateway; empty when there is none. */
    Optional<Mapping> shipped(String type) {
        return MappingFolder.shipped(MappingFolder.fileName(type))
                .map(text -> compile("the gateway's " + type + ".jslt", text, MappingCompiler::shippedModule));
    }

    private static Mapping compile(String file, String text, ResourceResolver modules) {
        try {
            return new Mapping(
                    file,
                    new Parser(new StringReader(text))
                            .withSource(file)
                            .withResourceResolver(modules)
                            .compile());
        } catch (JsltException e) {
            throw new MappingException(List.of(MappingDefect.of(file, e)));
        } catch (RuntimeException e) {
            throw new MappingException(List.of(new MappingDefect(file, 0, "JSLT cannot compile it")));
        }
    }

    private Reader module(String fileName) {
        try {
            Optional<String> own = folder.module(fileName);
            return own.isPresent() ? new StringReader(own.get()) : shippedModule(fileName);
        } catch (IOException e) {
            throw new JsltException("the module " + fileName + " cannot be read as UTF-8 text");
        }
    }

    private static Reader shippedModule(String fileName) {
        return MappingFolder.shipped(fileName)
                .map(StringReader::new)
                .orElseThrow(() -> new JsltException("there is no module " + fileName + " to import"));
    }
}
