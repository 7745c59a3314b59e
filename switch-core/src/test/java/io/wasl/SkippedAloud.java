package io.wasl;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Says of each test that was left out, why: the runner itself only counts them. Found by JUnit as a service. */
public final class SkippedAloud implements TestWatcher {

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        print(context, reason.orElse("without a reason"));
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        print(context, cause == null ? "without a reason" : String.valueOf(cause.getMessage()));
    }

    private static void print(ExtensionContext context, String reason) {
        System.out.println("left out: " + context.getRequiredTestClass().getSimpleName() + "."
                + context.getDisplayName() + ": " + reason);
    }
}
