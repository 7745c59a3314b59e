package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.ConfigException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whether every form that a dialect can declare has golden bytes, and each of them the clause that it proves: a new value
 * of an enum without a vector fails here.
 */
final class FormCoverageTest {

    private static final String CLAUSE =
            "(ISO 8583|ISO/IEC (7811-2|7813|8825-1)|EMV Book 3|IBM code page|practice: ).*";

    private static final int MOST_DIGITS = 6;

    @Test
    void shouldNameTheClauseOfEveryVector() {
        List<String> clauses = Stream.of(
                        FieldVectors.all().stream().map(FieldVector::clause),
                        PartVectors.all().stream().map(PartVector::clause),
                        HeaderFormsTest.vectors().stream().map(HeaderFormsTest.Vector::clause))
                .flatMap(clause -> clause)
                .toList();
        assertThat(clauses)
                .hasSizeGreaterThan(100)
                .allSatisfy(clause -> assertThat(clause).matches(CLAUSE));
    }

    @Test
    void shouldShowEveryClassInEveryEncodingThatItMayHave() throws Exception {
        Set<String> shown = new TreeSet<>();
        values().forEach(value -> shown.add(value.characterClass() + " in " + value.encoding()));
        Set<String> possible = new TreeSet<>();
        for (CharacterClass characterClass : CharacterClass.values()) {
            Arrays.stream(Encoding.values())
                    .filter(encoding -> ElementType.allows(characterClass, encoding))
                    .forEach(encoding -> possible.add(characterClass + " in " + encoding));
        }
        assertThat(shown).isEqualTo(possible);
    }

    @Test
    void shouldShowEveryPrefixInEveryWidthAndCount() throws Exception {
        Set<String> shown = new TreeSet<>();
        values().stream().filter(value -> !value.isFixed()).forEach(value -> {
            LengthPrefix prefix = value.prefix();
            shown.add(prefix.encoding() + " of " + prefix.width());
            if (prefix.inclusive()) {
                shown.add(prefix.encoding() + " counts itself");
            }
            shown.add(value.encoding() + " counted in " + prefix.unit());
        });
        Set<String> possible = new TreeSet<>();
        for (LengthPrefix.Encoding encoding : LengthPrefix.Encoding.values()) {
            for (int digits = 1; digits <= MOST_DIGITS; digits++) {
                possible.add(encoding + " of " + LengthPrefix.width(encoding, digits));
            }
            if (encoding != LengthPrefix.Encoding.BER) {
                possible.add(encoding + " counts itself");
            }
        }
        // elsewhere a character is a byte, and the two are the same
        for (LengthPrefix.Unit unit : LengthPrefix.Unit.values()) {
            for (Encoding encoding : List.of(Encoding.BCD, Encoding.HEX, Encoding.HEX_EBCDIC)) {
                possible.add(encoding + " counted in " + unit);
            }
        }
        assertThat(shown).containsAll(possible);
    }

    @Test
    void shouldShowEveryPaddingAndFiller() throws Exception {
        Set<String> shown = new TreeSet<>();
        values().forEach(value -> {
            Padding padding = value.padding();
            if (value.isFixed() || padding.toMaximum()) {
                shown.add(padding(padding.left(), padding.trimmed(), padding.toMaximum()));
            }
            if (value.mayBeOdd()) {
                shown.add(odd(value.isFixed(), value.odd().left(), value.odd().filler()));
            }
        });
        Set<String> possible = new TreeSet<>();
        for (boolean left : new boolean[] {true, false}) {
            possible.addAll(List.of(
                    padding(left, false, false),
                    padding(left, true, false),
                    padding(left, false, true),
                    odd(true, left, 0),
                    odd(true, left, 0xF),
                    odd(false, left, 0),
                    odd(false, left, 0xF)));
        }
        assertThat(shown).isEqualTo(possible);
    }

    private static String padding(boolean left, boolean trimmed, boolean toMaximum) {
        return "filled " + (left ? "left" : "right") + (trimmed ? ", taken off" : "") + (toMaximum ? ", variable" : "");
    }

    private static String odd(boolean fixed, boolean left, int filler) {
        return (fixed ? "fixed" : "variable") + ", odd digit " + (left ? "left " : "right ")
                + Integer.toHexString(filler);
    }

    @Test
    void shouldShowEveryKindOfComposite() throws Exception {
        List<Composite> composites = new ArrayList<>();
        for (PartVector vector : PartVectors.all()) {
            addComposites(vector.dialect().spec(3).parts(), composites);
        }
        assertThat(composites.stream().<Class<?>>map(Composite::getClass).distinct())
                .containsExactlyInAnyOrder(Composite.class.getPermittedSubclasses());
        Set<String> shown = new TreeSet<>();
        for (Composite composite : composites) {
            if (composite instanceof Composite.Bitmap bitmap) {
                shown.add("bitmap " + bitmap.encoding());
                shown.add("continued " + bitmap.continued());
            } else if (composite instanceof Composite.Tagged tagged) {
                shown.add("order " + tagged.order());
                shown.add("tag " + tagged.tagEncoding());
                shown.add("length " + tagged.length().encoding());
                shown.add("unit " + tagged.length().unit());
                shown.add("itself " + tagged.length().inclusive() + ", tag " + tagged.countsTag());
            }
        }
        Set<String> possible = new TreeSet<>(List.of("continued true", "continued false"));
        add(possible, "bitmap ", Composite.BitmapEncoding.values());
        add(possible, "order ", Composite.Order.values());
        add(possible, "tag ", Composite.TagEncoding.values());
        add(possible, "length ", LengthPrefix.Encoding.values());
        add(possible, "unit ", LengthPrefix.Unit.values());
        for (boolean itself : new boolean[] {true, false}) {
            possible.add("itself " + itself + ", tag true");
            possible.add("itself " + itself + ", tag false");
        }
        assertThat(shown).isEqualTo(possible);
    }

    @Test
    void shouldShowEveryHeader() {
        Set<String> shown = new TreeSet<>();
        for (HeaderFormsTest.Vector vector : HeaderFormsTest.vectors()) {
            shown.addAll(List.of("mti " + vector.mti(), "bitmap " + vector.bitmap(), "tertiary " + vector.tertiary()));
        }
        Set<String> possible = new TreeSet<>();
        for (Dialect.MtiForm form : Dialect.MtiForm.values()) {
            possible.add("mti " + DialectReader.notation(form));
        }
        for (Dialect.BitmapForm form : Dialect.BitmapForm.values()) {
            possible.add("bitmap " + DialectReader.notation(form));
        }
        for (Dialect.TertiaryForm form : Dialect.TertiaryForm.values()) {
            possible.add("tertiary " + DialectReader.notation(form));
        }
        assertThat(shown).isEqualTo(possible);
    }

    private static void add(Set<String> all, String what, Enum<?>[] constants) {
        Arrays.stream(constants).forEach(constant -> all.add(what + constant));
    }

    private static void addComposites(Optional<Composite> parts, List<Composite> all) {
        if (parts.isPresent()) {
            all.add(parts.get());
            parts.get().fields().forEach(field -> addComposites(field.parts(), all));
        }
    }

    private static List<ValueSpec> values() throws ConfigException {
        List<ValueSpec> values = new ArrayList<>();
        for (FieldVector vector : FieldVectors.all()) {
            values.add(vector.dialect().spec(3).value());
        }
        return values;
    }
}
