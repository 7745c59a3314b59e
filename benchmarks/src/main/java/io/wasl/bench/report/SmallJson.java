package io.wasl.bench.report;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON that is small enough to lie in a repository. */
final class SmallJson {

    static final int MOST_BYTES = 300_000;

    /** No page shows these. */
    private static final Set<String> UNUSED = Set.of("rawData", "rawDataHistogram", "scorePercentiles", "examples");

    private SmallJson() {}

    /** As it is where that is small enough; else without what no page needs, and without blanks. */
    static String of(String json) {
        if (json.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return json;
        }
        JsonMapper mapper = JsonMapper.builder().build();
        JsonNode tree = mapper.readTree(json);
        prune(tree);
        return mapper.writeValueAsString(tree) + "\n";
    }

    private static void prune(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(UNUSED);
        }
        for (JsonNode child : node) {
            prune(child);
        }
    }
}
