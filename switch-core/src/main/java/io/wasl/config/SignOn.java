package io.wasl.config;

/** Whether a link carries business only after an 0800 with DE 70 = 001 was answered 00. The dialler signs on. */
public enum SignOn {
    REQUIRED,
    OPTIONAL
}
