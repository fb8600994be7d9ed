package dev.fhirgateway.sandbox.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataTypesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            boolean  | true
            boolean  | false
            code     | 'male'
            code     | 'entered in error'
            date     | '2023'
            date     | '2023-02'
            date     | '2024-02-29'
            date     | '2000-02-29'
            datetime | '2023'
            datetime | '2023-02-28'
            datetime | '2023-02-28T10:00:00Z'
            datetime | '2023-02-28T23:59:60.123456+14:00'
            decimal  | 1.50
            decimal  | -3
            decimal  | 6.02e23
            instant  | '2023-02-28T10:00:00Z'
            instant  | '2023-02-28T10:00:00.1234-05:00'
            integer  | 0
            integer  | -9223372036854775808
            markdown | '# Title\\n\\n- text'
            symbol   | ''
            symbol   | 'Zoë 你好 🩺'
            time     | '23:59:59'
            time     | '00:00:00.001'
            uri      | 'urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7'
            url      | 'https://example.org/a?b=c'
            xhtml    | '<div>text</div>'
            object   | {'anything':{'at':['all']}}
            address  | {'use':'home','line':['1 Elm St','Suite 2'],'city':'Bern','period':{'start':'2020'}}
            attachment | {'contentType':'text/plain','data':'AA==','size':1,'creation':'2023-01'}
            coding   | {'system':'http://loinc.org','code':'1-8','display':'text','userSelected':true}
            contactpoint | {'id':'x','system':'phone','value':'555','use':'home','rank':1}
            contactdetail | {'name':'Desk','telecom':[{'system':'email','value':'a@example.org'}]}
            geopoint | {'longitude':-180,'latitude':90.0}
            humanname | {'use':'official','family':'F','given':['A','B'],'prefix':[],'suffix':['MD']}
            identifier | {'id':'1','system':'urn:s','value':'7','use':'usual','period':{'id':'2','end':'2024-05'}}
            period   | {'start':'2020-01-01T00:00:00Z','end':'2021'}
            reference | '@rootId'
            reference | {'id':'12','type':'patient','display':'text'}
            """)
    void valuesOfTheTypeAreTaken(String type, String value) {
        assertThat(violations(type, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            boolean  | 'true'                   | is not true or false
            boolean  | 1                        | is not true or false
            code     | ''                       | is not a code: text without space at its ends, single spaces within
            code     | ' male'                  | is not a code: text without space at its ends, single spaces within
            code     | 'male '                  | is not a code: text without space at its ends, single spaces within
            code     | 'in  two'                | is not a code: text without space at its ends, single spaces within
            code     | 'a\\tb'                  | is not a code: text without space at its ends, single spaces within
            code     | 7                        | is not a code: text without space at its ends, single spaces within
            date     | '2023-02-30'             | is not a date: a year, a month or a day of the calendar
            date     | '2023-02-29'             | is not a date: a year, a month or a day of the calendar
            date     | '1900-02-29'             | is not a date: a year, a month or a day of the calendar
            date     | '2023-13'                | is not a date: a year, a month or a day of the calendar
            date     | '0000'                   | is not a date: a year, a month or a day of the calendar
            date     | '23-01-01'               | is not a date: a year, a month or a day of the calendar
            date     | '2023-01-01T00:00:00Z'   | is not a date: a year, a month or a day of the calendar
            date     | 2023                     | is not a date: a year, a month or a day of the calendar
            datetime | '2023-01-01T10:00:00'    | is not a date or a date with a time to the second and a time zone
            datetime | '2023-01-01T10:00Z'      | is not a date or a date with a time to the second and a time zone
            datetime | '2023-04-31T10:00:00Z'   | is not a date or a date with a time to the second and a time zone
            datetime | '2023-01T10:00:00Z'      | is not a date or a date with a time to the second and a time zone
            decimal  | '1.50'                   | is not a number
            decimal  | true                     | is not a number
            instant  | '2023-01-01'             | is not a day with a time to the second and a time zone
            instant  | '2023-01-01T24:00:00Z'   | is not a day with a time to the second and a time zone
            instant  | '2023-01-01T10:00:00+15:00' | is not a day with a time to the second and a time zone
            integer  | 1.0                      | is not a whole number of at most 64 bits
            integer  | '1'                      | is not a whole number of at most 64 bits
            integer  | 9223372036854775808      | is not a whole number of at most 64 bits
            markdown | 1                        | is not a string
            symbol   | 1                        | is not a string
            symbol   | ['a']                    | is not a string
            time     | '10:00'                  | is not a time of day to the second, without a time zone
            time     | '10:00:00Z'              | is not a time of day to the second, without a time zone
            time     | '24:00:00'               | is not a time of day to the second, without a time zone
            uri      | 'urn: x'                 | is not a URI: text without spaces
            uri      | ''                       | is not a URI: text without spaces
            url      | 'http://a b'             | is not a URL: text without spaces
            xhtml    | {}                       | is not a string
            object   | 'a'                      | is not an object
            period   | '2023'                   | is not an object
            address  | []                       | is not an object
            reference | 'two words'             | is not a reference: text without spaces
            reference | 7                       | is not an object
            """)
    void otherValuesAreRefusedWithTheReason(String type, String value, String reason) {
        assertThat(violations(type, value)).containsExactly("TYPE it: " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            address      | {'line':'1 Elm St'}                | TYPE it.line: is not an array
            attachment   | {'size':'big'}                     | TYPE it.size: is not a whole number of at most 64 bits
            coding       | {'userSelected':'yes'}             | TYPE it.userSelected: is not true or false
            contactpoint | {'label':'x'}                      | UNKNOWN_PROPERTY it.label: is not a property of the profile
            contactdetail | {'telecom':[{'rank':'x'}]}        | TYPE it.telecom[0].rank: is not a whole number of at most 64 bits
            geopoint     | {'longitude':1}                    | REQUIRED it.latitude: is required
            geopoint     | {'longitude':180.5,'latitude':0}   | MAX it.longitude: is more than 180
            humanname    | {'given':['A',7]}                  | TYPE it.given[1]: is not a string
            humanname    | {'given':[null]}                   | TYPE it.given[0]: is null
            identifier   | {'period':{'start':'2023-02-30'}}  | TYPE it.period.start: is not a date or a date with a time to the second and a time zone
            period       | {'from':'2023'}                    | UNKNOWN_PROPERTY it.from: is not a property of the profile
            reference    | {'ref':'x'}                        | UNKNOWN_PROPERTY it.ref: is not a property of the profile
            """)
    void membersOfComplexTypesAreCheckedToo(String type, String value, String violation) {
        assertThat(violations(type, value)).containsExactly(violation);
    }

    @Test
    void namesAreLowerCaseAndOthersAreUnknown() {
        assertThat(DataTypes.names()).hasSize(25).allMatch(DataTypes::isKnown);
        assertThat(DataTypes.isKnown("codeableconcept")).isFalse();
        assertThat(DataTypes.isKnown("String")).isFalse();
    }

    private static List<String> violations(String type, String value) {
        return Shapes.violations(Shapes.patient("{'it':{'type':'" + type + "'}}"), "{'it':" + value + "}");
    }
}
