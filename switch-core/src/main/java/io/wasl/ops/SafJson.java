package io.wasl.ops;

import io.wasl.engine.DeliveryView;
import io.wasl.engine.DeskAnswer;
import io.wasl.engine.IssuerBacklog;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** One JSON object a line: each delivery, then what there is for each issuer. All texts are ids and words in ASCII. */
final class SafJson implements SafPrint {

    @Override
    public String list(DeskAnswer answer, List<IssuerBacklog> backlogs) {
        StringBuilder text = new StringBuilder();
        answer.deliveries().forEach(delivery -> text.append(line(delivery)).append('\n'));
        String issuers = backlogs.stream()
                .map(backlog -> "{\"issuer\":\"" + backlog.issuer() + "\",\"owed\":" + backlog.owed() + ",\"parked\":"
                        + backlog.parked() + "}")
                .collect(Collectors.joining(","));
        return text.append("{\"matching\":" + answer.matching() + ",\"shown\":"
                        + answer.deliveries().size() + ",\"issuers\":[" + issuers + "]}")
                .toString();
    }

    private static String line(DeliveryView delivery) {
        String code = ResponseCode.toString(delivery.code());
        return "{\"id\":\"" + delivery.id()
                + "\",\"of\":\"" + delivery.original()
                + "\",\"issuer\":\"" + delivery.issuer()
                + "\",\"mti\":\"" + Mti.toString(delivery.mti())
                + "\",\"kind\":\"" + SafText.kind(delivery)
                + "\",\"state\":\"" + SafText.word(delivery.standing())
                + "\",\"copies\":" + delivery.copies()
                + (code.matches("[0-9A-Z]+") ? ",\"code\":\"" + code + "\"" : "")
                + delivery.behind().map(id -> ",\"behind\":\"" + id + "\"").orElse("")
                + (delivery.parkedAtMs() == 0
                        ? ""
                        : ",\"parked\":\"" + Instant.ofEpochMilli(delivery.parkedAtMs()) + "\"")
                + "}";
    }
}
