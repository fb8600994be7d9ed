package dev.fhirgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class NativeCodeTest {
    @TempDir
    private Path folder;

    private String before;

    @BeforeEach
    void nothingIsSet() {
        before = System.clearProperty(NativeCode.FOLDER);
    }

    @AfterEach
    void setBack() {
        if (before == null) {
            System.clearProperty(NativeCode.FOLDER);
        } else {
            System.setProperty(NativeCode.FOLDER, before);
        }
    }

    @Test
    void whatAKilledGatewayLeftIsTakenAway() throws Exception {
        Path code = folder.resolve("native");
        Path left = Files.createFile(Files.createDirectories(code).resolve("sqlite-zz-libsqlitejdbc.so"));

        NativeCode.unpackIn(code);

        assertThat(left).doesNotExist();
        assertThat(System.getProperty(NativeCode.FOLDER)).isEqualTo(code.toString());
    }

    @Test
    void anotherFolderThatWasSetStays() {
        System.setProperty(NativeCode.FOLDER, "zz");

        NativeCode.unpackIn(folder.resolve("native"));

        assertThat(System.getProperty(NativeCode.FOLDER)).isEqualTo("zz");
        assertThat(folder.resolve("native")).doesNotExist();
    }

    @Test
    void whereNoFolderCanBeTheDriverDecides() throws Exception {
        NativeCode.unpackIn(Files.createFile(folder.resolve("file")).resolve("native"));

        assertThat(System.getProperty(NativeCode.FOLDER)).isNull();
    }
}
