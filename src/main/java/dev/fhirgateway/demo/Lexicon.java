package dev.fhirgateway.demo;

import java.util.List;

/** The words Patients are made of: invented, or as common as can be, some with apostrophes and letters beyond ASCII. */
final class Lexicon {
    static final List<String> FAMILIES = List.of(
            "Quillfeather",
            "O'Zandry",
            "Brånfeldt",
            "Ñandero",
            "Łukasewo",
            "D'Amberlin",
            "Thistlecombe",
            "Okonwura",
            "Vantongeren-Hale",
            "Ferrelúa",
            "Müllendorf",
            "Sørlandsen",
            "Tāmahori",
            "Įvanauska",
            "Castelvérde",
            "Harrowgate",
            "N'Dourami",
            "Yılmazer",
            "Petřinová",
            "Kestrelmann",
            "Abernoth",
            "Van der Wolde");
    static final List<String> WOMEN = List.of(
            "Ardis",
            "Bríet",
            "Corvina",
            "Dúlcea",
            "Ebele",
            "Fenja",
            "Gitanjali",
            "Halszka",
            "Ilsabet",
            "Jørun",
            "Kahurangi",
            "Lïa",
            "Mirembe",
            "Noémie-Ann",
            "Oriel");
    static final List<String> MEN = List.of(
            "Anselmo",
            "Børge",
            "Cathal",
            "Dieudonné",
            "Ewoud",
            "Farrukh",
            "Günay",
            "Hôang",
            "Ignác",
            "Jericho",
            "Kwabena",
            "Lórenz",
            "Maël",
            "Nikodem",
            "Obadiah");
    static final List<String> SHORT_NAMES =
            List.of("Ari", "Bee", "Coz", "Didi", "Fen", "Jo", "Kip", "Lou", "Mo", "Zuzu");
    static final List<String> STREETS = List.of(
            "Lantern Row",
            "Old Mill Lane",
            "St. Orla's Square",
            "Rue du Puits",
            "Kastanienallee",
            "Harbour View",
            "Calle Ñandú",
            "Østergade",
            "Weir Street");
    static final List<String> TOWNS =
            List.of("Oldport", "Great Wexcombe", "Saint-Éloi", "Nørhavn", "Bad Lindenau", "Tres Peñas", "Quarry Bay");
    static final List<String> STATES = List.of("NS", "WX", "QC", "LN");
    static final List<String> WORK = List.of("clinic.example", "hospital.example", "surgery.example");

    /** Code and display of {@code urn:ietf:bcp:47}. */
    static final List<List<String>> LANGUAGES = List.of(
            List.of("en-US", "English (United States)"),
            List.of("es", "Spanish"),
            List.of("fr-CA", "French (Canada)"),
            List.of("de-CH", "German (Switzerland)"),
            List.of("mi", "Māori"));

    /** Code and display of HL7's marital status. */
    static final List<List<String>> MARITAL = List.of(
            List.of("M", "Married"), List.of("S", "Never Married"), List.of("D", "Divorced"), List.of("W", "Widowed"));

    private Lexicon() {}
}
