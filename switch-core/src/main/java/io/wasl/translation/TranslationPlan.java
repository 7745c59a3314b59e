package io.wasl.translation;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Dialect;
import io.wasl.codec.ElementSpec;
import io.wasl.codec.PartPath;
import io.wasl.config.MappingConfig;
import io.wasl.iso.ElementMask;
import io.wasl.iso.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a {@link Translation}: what a profile declares first, then what the versions say in different words, then what
 * they say alike. What is left over is lost. Loading thread.
 */
final class TranslationPlan {

    /** Made by the switch, whatever was received. */
    private static final Set<Integer> OWN = Set.of(7, 11);

    private static final int PAN = 2;
    private static final int AMOUNT = 4;
    private static final int MERCHANT_1987 = 18;
    private static final int MERCHANT = 26;
    private static final int CODE = 39;
    private static final int MAC = 64;
    private static final int SECONDARY_MAC = 128;

    private final Dialect from;
    private final Dialect to;
    private final List<Step> steps = new ArrayList<>();
    /** Elements of the target that a step makes. */
    private final Set<Integer> made = new HashSet<>();
    /** Elements that a step of the standards' makes: nothing is carried into them. */
    private final Set<Integer> standard = new HashSet<>();
    /** Elements of the source that are left out on purpose. */
    private final Set<Integer> dropped = new HashSet<>();
    /** Elements of the source that a step uses, or that are left out on purpose. */
    private final Set<Integer> used = new HashSet<>();

    private final List<Integer> carried = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();

    private TranslationPlan(Dialect from, Dialect to) {
        this.from = from;
        this.to = to;
    }

    static Translation compile(Dialect from, Dialect to, List<MappingConfig> mappings) {
        TranslationPlan plan = new TranslationPlan(from, to);
        mappings.forEach(plan::declare);
        if (from.version() != to.version()) {
            for (Step step : VersionSteps.between(from, to)) {
                plan.addUnlessDeclared(step);
            }
            plan.useUp();
        } else if (!from.approvesLike(to)) {
            plan.addUnlessDeclared(new CodeStep(from, to));
        }
        if (from != to) {
            plan.carry();
        } else {
            plan.carryAllBut();
        }
        return new Translation(
                from,
                to,
                ElementMask.of(plan.carried.stream().mapToInt(Integer::intValue).toArray()),
                plan.dropped.isEmpty(),
                plan.steps,
                plan.losses);
    }

    private void declare(MappingConfig mapping) {
        PartPath source = mapping.from().map(path -> PartPath.of(from, path)).orElse(null);
        if (source != null) {
            used.add(source.de());
        }
        if (mapping.to().isEmpty()) {
            if (source != null) {
                demandDroppable(source);
                dropped.add(source.de());
            }
            return;
        }
        PartPath target = PartPath.of(to, mapping.to().get());
        if (OWN.contains(target.de())) {
            throw new IllegalArgumentException("DE " + target.de() + " is the switch's own on each leg");
        }
        if (source == null && (target.de() == PAN || target.de() == AMOUNT)) {
            throw new IllegalArgumentException(
                    "DE " + target.de() + " says whose money moves and how much: it cannot be always the same");
        }
        if (target.de() == MAC || target.de() == SECONDARY_MAC) {
            throw new IllegalArgumentException("DE " + target.de() + " is made by the link, over its own bytes");
        }
        if (source != null) {
            Protection.demand(source, target);
        }
        DeclaredStep step = new DeclaredStep(source, target, mapping, to.spec(target.de()));
        if (target.de() == CODE) {
            CodeStep.demandKinds(from, to, mapping);
            steps.add(new CodeStep(from, to, step));
        } else {
            steps.add(step);
        }
        if (target.toString().indexOf('.') < 0) {
            made.add(target.de());
        }
    }

    private static void demandDroppable(PartPath source) {
        if (source.toString().indexOf('.') >= 0) {
            throw new IllegalArgumentException("whole elements are left out, no part " + source);
        }
        if (source.de() == CODE) {
            throw new IllegalArgumentException("DE 39 is what an answer says: it cannot be left out");
        }
        if (source.de() == AMOUNT || OWN.contains(source.de())) {
            throw new IllegalArgumentException(
                    "DE " + source.de() + " is what messages are matched and compared by: it cannot be left out");
        }
    }

    /** What a step says in the target, if that has the element for it. */
    private void useUp() {
        for (int de : VersionSteps.usedBetween(from.version(), to.version())) {
            int said = de == MERCHANT_1987 ? MERCHANT : de == MERCHANT ? MERCHANT_1987 : de;
            boolean isMerchant = said != de;
            if (!isMerchant || to.declares(said)) {
                used.add(de);
            }
        }
    }

    private void addUnlessDeclared(Step step) {
        if (!made.contains(step.element()) && to.declares(step.element())) {
            steps.add(step);
            standard.add(step.element());
        }
    }

    private void carryAllBut() {
        for (int de = 2; de <= 128; de++) {
            if (from.declares(de) && !made.contains(de) && !dropped.contains(de)) {
                carried.add(de);
            }
        }
        if (!steps.isEmpty() || !dropped.isEmpty()) {
            carryThird(from.version(), to.version());
        }
    }

    private void carry() {
        Version a = from.version();
        Version b = to.version();
        for (int de = 2; de <= 128; de++) {
            if (!from.declares(de) || de == MAC || de == SECONDARY_MAC) {
                continue;
            }
            boolean isTaken = made.contains(de) || standard.contains(de) || dropped.contains(de);
            Loss.Cause obstacle = obstacle(de, a, b);
            boolean isText = !isBytes(from.spec(de)) && !isAny(from.spec(de));
            if (!isTaken && obstacle == Loss.Cause.NARROWER && isText) {
                steps.add(narrowed(de));
            } else if (!isTaken && (obstacle == null || obstacle == Loss.Cause.NARROWER)) {
                carried.add(de);
            }
            boolean isSaid = isTaken && (obstacle == null || obstacle == Loss.Cause.NARROWER);
            if (obstacle != null && !isSaid && !used.contains(de) && SameMeaning.mayMatter(de)) {
                losses.add(new Loss(de, obstacle));
            }
        }
        carryThird(a, b);
    }

    /** DE 129 to 192 pass where nothing is left out, and only there. */
    private void carryThird(Version a, Version b) {
        boolean isWhole = a == b && steps.isEmpty() && losses.isEmpty() && dropped.isEmpty();
        for (int de = 129; de <= 192; de++) {
            if (from.declares(de) && !used.contains(de) && !(isWhole && to.declares(de))) {
                losses.add(new Loss(de, to.declares(de) ? Loss.Cause.NO_HOME : Loss.Cause.UNDECLARED));
            }
        }
    }

    private Step narrowed(int de) {
        int most = to.spec(de).length();
        return from.spec(de).characterClass() == CharacterClass.N
                        && from.spec(de).isFixed()
                ? new DigitsStep(de, de, most)
                : new TrimStep(de, most);
    }

    /** Why the element cannot stand in the other dialect under its number; null when it can. */
    private Loss.@Nullable Cause obstacle(int de, Version a, Version b) {
        if (!SameMeaning.between(a, b).contains(de)) {
            return Loss.Cause.NO_HOME;
        }
        if (!to.declares(de)) {
            return Loss.Cause.UNDECLARED;
        }
        ElementSpec mine = from.spec(de);
        ElementSpec theirs = to.spec(de);
        boolean isSplit = mine.parts().isPresent() && theirs.parts().isPresent();
        if (isSplit && !Division.isAlike(mine.parts().get(), theirs.parts().get())) {
            return Loss.Cause.OTHER_PARTS;
        }
        if (isBytes(mine) != isBytes(theirs) && !isAny(mine) && !isAny(theirs)) {
            return Loss.Cause.OTHER_FORM;
        }
        if (Protection.isExposed(from, to, de)) {
            return Loss.Cause.EXPOSED;
        }
        return theirs.length() < mine.length() ? Loss.Cause.NARROWER : null;
    }

    private static boolean isBytes(ElementSpec spec) {
        return spec.characterClass() == CharacterClass.B;
    }

    private static boolean isAny(ElementSpec spec) {
        return spec.characterClass() == CharacterClass.ANY;
    }
}
