package dev.fhirgateway.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RedactedTest {
    @Test
    void namesOfElementsStayAndNoValueDoes() throws IOException {
        assertThat(redacted("[{'record':'patient/p-1','body':{'data':{'name':[{'family':'Zzmarker','given':[]}],"
                        + "'active':true,'size':1.50,'none':null,'ref':'p-1'},'meta':{}}},"
                        + "{'record':'managed/p-1.o-1','body':[{'op':'add','value':'Zzmarker'}]}]"))
                .isEqualTo("[{'record':'patient/p-1','body':{'data':{'name':[{'family':'***','given':[]}],"
                        + "'active':'***','size':'***','none':null,'ref':'p-1'},'meta':{}}},"
                        + "{'record':'managed/p-1.o-1','body':[{'op':'***','value':'***'}]}]");
    }

    @Test
    void aNameThatNoSchemaHasIsHiddenToo() throws IOException {
        assertThat(redacted("[{'record':'patient/p-1','body':{'data':{'Zz marker':{'Zzmarker-1980':'x'}}}}]"))
                .isEqualTo("[{'record':'patient/p-1','body':{'data':{'***':{'***':'***'}}}}]");
    }

    private static String redacted(String sent) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            Redacted.write(sent.replace('\'', '"').getBytes(UTF_8), "p-1", json);
        }
        return out.toString().replace('"', '\'');
    }
}
