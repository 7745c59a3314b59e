package io.wasl.codec.imports;

import io.wasl.config.YamlNode;

final class MoovImport {
    private MoovImport() {}

    static int read(YamlNode root, Draft draft, ImportErrors errors) {
        return 0;
    }
}
