package dev.fhirgateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class NativeCodeTest {
    @TempDir
    private Path folder;

    private String before;
    private String driversBefore;

    @BeforeEach
    void nothingIsSet() {
        before = System.clearProperty(NativeCode.FOLDER);
        driversBefore = System.clearProperty(NativeCode.DRIVERS_FOLDER);
    }

    @AfterEach
    void setBack() {
        setBack(NativeCode.FOLDER, before);
        setBack(NativeCode.DRIVERS_FOLDER, driversBefore);
    }

    private static void setBack(String property, String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
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
    void whatIsUnpackedIsTheCodeOfTheDriver() throws Exception {
        NativeCode.unpackIn(folder);

        String name = LibraryLoaderUtil.getNativeLibName();
        try (InputStream packed =
                SQLiteJDBCLoader.class.getResourceAsStream(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
            assertThat(folder.resolve(name)).hasBinaryContent(packed.readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {NativeCode.FOLDER, NativeCode.DRIVERS_FOLDER})
    void anotherFolderThatWasSetStays(String property) {
        System.setProperty(property, "zz");

        NativeCode.unpackIn(folder.resolve("native"));

        assertThat(System.getProperty(property)).isEqualTo("zz");
        assertThat(folder.resolve("native")).doesNotExist();
    }

    @Test
    void whereNoFolderCanBeTheDriverDecides() throws Exception {
        NativeCode.unpackIn(Files.createFile(folder.resolve("file")).resolve("native"));

        assertThat(System.getProperty(NativeCode.FOLDER)).isNull();
    }
}
