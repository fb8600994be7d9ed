package dev.fhirgateway.translation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operator's mappings, as their files are when they are read. */
final class OwnMappings {
    /**
     * What came of all files.
     *
     * @param byType the mappings to use
     * @param defects what is wrong with the others
     */
    record Reading(Map<String, Mapping> byType, List<MappingDefect> defects) {
        Reading {
            byType = Map.copyOf(byType);
            defects = List.copyOf(defects);
        }
    }

    private final MappingFolder folder;
    private final MappingCompiler compiler;
    private final MappingExamples examples;
    private final boolean tried;

    /**
     * @param config the operator's folder; neither it nor its {@code mappings} has to exist
     * @param tried whether a mapping is taken only when it {@linkplain MappingExamples#defectOf gives something}
     */
    OwnMappings(Path config, boolean tried) {
        this.folder = MappingFolder.of(config);
        this.compiler = new MappingCompiler(folder);
        this.examples = MappingExamples.of(config);
        this.tried = tried;
    }

    /** What tells the files as they are now, mappings, modules and examples, from what they were. */
    Map<String, MappingFolder.Stamp> stamps() throws IOException {
        Map<String, MappingFolder.Stamp> stamps = new HashMap<>(folder.stamps());
        stamps.putAll(examples.stamps());
        return stamps;
    }

    /**
     * Reads all files, not only the changed ones: any may import a changed module, and it takes milliseconds.
     *
     * @param fileNames what there is
     * @param inUse what stays in use by type where a file is broken
     */
    Reading read(Set<String> fileNames, Map<String, Mapping> inUse) {
        Map<String, Mapping> byType = new HashMap<>();
        List<MappingDefect> defects = new ArrayList<>();
        for (String type : MappingFolder.types(fileNames)) {
            try {
                byType.put(type, read(type));
            } catch (MappingException e) {
                defects.addAll(e.defects());
                Optional.ofNullable(inUse.get(type)).ifPresent(lastGood -> byType.put(type, lastGood));
            }
        }
        return new Reading(byType, defects);
    }

    private Mapping read(String type) {
        Mapping mapping = compiler.own(type);
        Optional<MappingDefect> defect = tried ? examples.defectOf(type, mapping) : Optional.empty();
        if (defect.isPresent()) {
            throw new MappingException(List.of(defect.get()));
        }
        return mapping;
    }
}
