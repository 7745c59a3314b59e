package io.wasl.translation;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.MappingConfig;
import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.time.EpochClock;
import java.util.List;

/**
 * How the messages of one dialect become messages of another, one direction of one pair of links.
 *
 * <p>Between links of one dialect nothing is planned and nothing done: the writer copies. Elsewhere the carried elements are
 * left to the writer, and each step writes one element more. What has no home is left out.
 *
 * <p>Allocates nothing once compiled. Owner: one thread, since the steps share one buffer.
 */
public final class Translation {

    private static final int LONGEST_VALUE = 10_000;

    private final Dialect from;
    private final Dialect to;
    private final boolean isAsIs;
    private final boolean carriesAll;
    private final ElementMask carried;
    private final Step[] steps;
    private final List<Loss> losses;
    private final ElementMask declared;
    private final Source source = new Source();
    private final byte[] value = new byte[LONGEST_VALUE];

    /**
     * @param isWhole whether nothing is left out on purpose
     */
    Translation(Dialect from, Dialect to, ElementMask carried, boolean isWhole, List<Step> steps, List<Loss> losses) {
        this.from = from;
        this.to = to;
        this.carried = carried;
        this.steps = steps.toArray(Step[]::new);
        this.losses = List.copyOf(losses);
        declared = ElementMask.of(steps.stream()
                .filter(step -> step instanceof DeclaredStep && step.isOfWholeElements() && step.element() <= 128)
                .mapToInt(Step::element)
                .toArray());
        this.isAsIs = from == to && isWhole && steps.isEmpty();
        this.carriesAll = isWhole && steps.isEmpty() && losses.isEmpty() && from.version() == to.version();
    }

    /** By the standards' own knowledge alone. */
    public static Translation of(Dialect from, Dialect to) {
        return TranslationPlan.compile(from, to, List.of());
    }

    /**
     * With what a link's profile declares.
     *
     * @throws IllegalArgumentException when a mapping names what its dialect does not have; the message says what
     */
    public static Translation of(Dialect from, Dialect to, List<MappingConfig> mappings) {
        return TranslationPlan.compile(from, to, mappings);
    }

    public Dialect from() {
        return from;
    }

    public Dialect to() {
        return to;
    }

    /** Whether both speak the same edition: private contents mean the same then, as far as anybody can tell. */
    public boolean isWithinOneVersion() {
        return from().version() == to().version();
    }

    /** Whether messages go on as they came. */
    public boolean isAsIs() {
        return isAsIs;
    }

    /** What messages may carry that has no place in the target, in the order of the elements. */
    public List<Loss> losses() {
        return losses;
    }

    /** Whether the element keeps its number and its value. */
    public boolean carries(int de) {
        return isAsIs || carried.contains(de);
    }

    /**
     * What the profile declares an element of the target to be, from elements that were kept of a message.
     *
     * @param mti of the message they were kept of
     * @return its length, or −1 when the message says nothing for it
     */
    public int declared(int de, ElementSet kept, int mti, byte[] target, EpochClock clock) {
        source.of(kept, mti, clock);
        int length = Step.NOTHING;
        for (Step step : steps) {
            if (step instanceof DeclaredStep && step.element() == de && step.isOfWholeElements()) {
                length = step.convert(source, target);
            }
        }
        return length < 0 ? Step.NOTHING : length;
    }

    /** Whether the profile declares the element of the target to be made of whole elements. */
    public boolean declares(int de) {
        return declared.contains(de);
    }

    /** The MTI in the target's version. */
    public int mti(int mti) {
        return to.version().mti(mti);
    }

    /**
     * Begins the message that says in the target's dialect what the source says.
     *
     * @param mti of the source's or the target's version
     * @param clock by which the years of dates without one are told
     * @return false when the source says something that the target has no word for (a code that nobody knows, an amount
     *     without currency): the message must not be sent
     */
    public boolean begin(MessageWriter writer, int mti, MessageView message, EpochClock clock) {
        return begin(writer, mti, message, clock, 0);
    }

    /**
     * The same for an answer.
     *
     * @param currency of its request, three characters packed, for an answer that tells none itself; 0 for an unknown one
     */
    public boolean begin(MessageWriter writer, int mti, MessageView message, EpochClock clock, int currency) {
        writer.begin(to, mti(mti), message);
        if (isAsIs || carriesAll) {
            return true;
        }
        writer.keep(carried);
        source.of(message, clock, currency);
        for (Step step : steps) {
            int length = step.convert(source, value);
            if (length >= 0) {
                step.write(writer, value, length);
            } else if (length == Step.IMPOSSIBLE) {
                return false;
            }
        }
        return true;
    }

    /**
     * The same for elements that were kept of a message: {@code target} receives what the other leg carried. Parts of
     * elements are not mapped, since nothing that has parts is kept in the clear.
     *
     * @param mti of the message they were kept of
     * @return false when they do not fit the target set, or say something that the target has no word for
     */
    public boolean translate(ElementSet kept, int mti, ElementSet target, EpochClock clock) {
        target.clear();
        boolean isWhole = true;
        for (int entry = 0; entry < kept.length(); entry = kept.next(entry)) {
            int de = kept.elementAt(entry);
            if (isAsIs || carriesAll || carried.contains(de)) {
                int at = kept.valueAt(entry);
                isWhole &= target.put(de, kept.buffer(), at, kept.lengthAt(at));
            }
        }
        source.of(kept, mti, clock);
        for (Step step : steps) {
            int length = step.isOfWholeElements() ? step.convert(source, value) : Step.NOTHING;
            if (length >= 0) {
                isWhole &= target.put(step.element(), value, 0, length);
            } else if (length == Step.IMPOSSIBLE) {
                return false;
            }
        }
        return isWhole;
    }

    /** The dialects' names. */
    @Override
    public String toString() {
        return from + " to " + to;
    }
}
