package io.wasl.ops;

import io.wasl.engine.DeskAnswer;
import io.wasl.engine.IssuerBacklog;
import java.util.List;

/** How a list of owed deliveries is written. */
interface SafPrint {

    String list(DeskAnswer answer, List<IssuerBacklog> backlogs);
}
