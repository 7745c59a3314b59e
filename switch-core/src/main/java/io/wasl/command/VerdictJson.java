package io.wasl.command;

import io.wasl.journal.CorruptJournalException;
import io.wasl.journal.LogVerdict;
import io.wasl.journal.VerifiedSegment;
import java.util.Locale;
import java.util.stream.Collectors;

/** One JSON object a line. Names and texts are the journal's own, in ASCII. */
final class VerdictJson implements VerdictPrint {

    private final Screen screen;

    VerdictJson(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void segment(VerifiedSegment segment) {
        screen.line("{\"segment\":" + text(segment.file())
                + ",\"epoch\":" + segment.epoch()
                + ",\"firstPosition\":" + segment.firstPosition()
                + ",\"lastPosition\":" + segment.lastPosition()
                + ",\"groups\":" + segment.groups()
                + ",\"records\":" + segment.records()
                + ",\"endOffset\":" + segment.endOffset()
                + ",\"fileBytes\":" + segment.fileBytes()
                + ",\"looseBytes\":" + segment.looseBytes()
                + ",\"end\":" + text(segment.end().name().toLowerCase(Locale.ROOT)) + "}");
    }

    @Override
    public void verdict(LogVerdict verdict) {
        screen.line("{\"verdict\":" + text(verdict.damage().isPresent() ? "damaged" : "sound")
                + ",\"firstSegment\":" + verdict.firstSegment()
                + ",\"segments\":" + verdict.segments()
                + ",\"groups\":" + verdict.groups()
                + ",\"lastPosition\":" + verdict.lastPosition()
                + ",\"chain\":" + text(verdict.chain().toString())
                + (verdict.letGo().orElse(0) > 0
                        ? ",\"letGo\":" + verdict.letGo().getAsLong()
                        : "")
                + (verdict.expired().isEmpty() ? "" : ",\"expired\":[" + expired(verdict) + "]")
                + verdict.unused().map(file -> ",\"unused\":" + text(file)).orElse("")
                + verdict.damage().map(VerdictJson::damage).orElse("") + "}");
    }

    private static String expired(LogVerdict verdict) {
        return verdict.expired().stream()
                .map(gone -> "{\"first\":" + gone.first() + ",\"last\":" + gone.last() + "}")
                .collect(Collectors.joining(","));
    }

    private static String damage(CorruptJournalException damage) {
        return ",\"damage\":{\"file\":" + text(damage.file())
                + ",\"offset\":" + damage.offset()
                + ",\"position\":" + damage.position()
                + ",\"what\":" + text(damage.damage().name())
                + ",\"reason\":" + text(damage.reason()) + "}";
    }

    private static String text(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
