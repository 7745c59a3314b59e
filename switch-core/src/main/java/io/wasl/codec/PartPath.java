package io.wasl.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to one part: {@code 55.9F26}, {@code 127.25.3}; the first step is the element, the others are keys of parts as
 * the dialect declares them. Compiled once, for the dialect it was made with; immutable, shared.
 *
 * <p>A tag that the dialect does not declare may be the last step: its value is bytes.
 */
public final class PartPath {

    private static final PartPlan[] NO_STEPS = {};

    private final Dialect dialect;
    private final int de;
    private final String text;
    private final PartPlan[] steps;

    /** The composite in which the step of the same index stands. */
    private final CompositePlan[] composites;

    private PartPath(Dialect dialect, int de, String text, List<PartPlan> steps, List<CompositePlan> composites) {
        this.dialect = dialect;
        this.de = de;
        this.text = text;
        this.steps = steps.toArray(NO_STEPS);
        this.composites = composites.toArray(CompositePlan[]::new);
    }

    /**
     * @param text an element and keys of parts, with dots between; hex digits in either case
     * @throws IllegalArgumentException when the dialect has no such part; the message says which step is wrong, and why
     */
    public static PartPath of(Dialect dialect, String text) {
        String[] keys = text.split("\\.", -1);
        int de = ElementDeclarations.number(keys[0]);
        if (de < 2 || de > Dialect.LAST_ELEMENT || !dialect.declares(de)) {
            throw new IllegalArgumentException("path " + text + ": " + dialect + " declares no element " + keys[0]);
        }
        List<PartPlan> steps = new ArrayList<>();
        List<CompositePlan> composites = new ArrayList<>();
        CompositePlan composite = dialect.composite(de);
        StringBuilder canonical = new StringBuilder(keys[0]);
        for (int i = 1; i < keys.length; i++) {
            if (composite == null) {
                throw new IllegalArgumentException("path " + text + ": " + canonical + " has no parts in " + dialect);
            }
            PartPlan step = step(composite, keys[i], text);
            composites.add(composite);
            steps.add(step);
            canonical.append('.').append(step.spec.key());
            composite = step.parts;
        }
        return new PartPath(dialect, de, canonical.toString(), steps, composites);
    }

    private static PartPlan step(CompositePlan composite, String key, String text) {
        if (composite.isTagged()) {
            long tag = TagKey.id(composite.spec, key);
            if (tag == TagKey.NONE) {
                throw new IllegalArgumentException("path " + text + ": " + TagKey.demand(composite.spec));
            }
            PartPlan part = composite.part(tag);
            return part.isDeclared ? part : PartPlan.unknown(TagKey.of(composite.spec, tag), tag);
        }
        PartPlan part = composite.part(ElementDeclarations.number(key));
        if (!part.isDeclared) {
            throw new IllegalArgumentException("path " + text + ": no part " + key + " is declared");
        }
        return part;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The element. */
    public int de() {
        return de;
    }

    /** What the dialect says of the part; the element's own when the path has no other step. */
    public Sensitivity sensitivity() {
        return steps.length == 0 ? dialect.spec(de).sensitivity() : steps[steps.length - 1].spec.sensitivity();
    }

    /** Not so of a tag that the dialect does not know. */
    public boolean isDeclared() {
        return steps.length == 0 || steps[steps.length - 1].isDeclared;
    }

    /** The form of its value; any bytes when it is not declared. */
    public ValueSpec value() {
        return steps.length == 0 ? dialect.spec(de).value() : steps[steps.length - 1].spec.value();
    }

    /** For people; empty for a tag that the dialect does not declare. */
    public String name() {
        return steps.length == 0 ? dialect.spec(de).name() : steps[steps.length - 1].spec.name();
    }

    /** How many steps there are behind the element. */
    int length() {
        return steps.length;
    }

    PartPlan step(int index) {
        return steps[index];
    }

    CompositePlan composite(int index) {
        return composites[index];
    }

    /** As it is read by {@link #of}. */
    @Override
    public String toString() {
        return text;
    }
}
