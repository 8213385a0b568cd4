package io.pressrun.job;

/** What a document uses a referenced file for. */
public enum AssetKind {
    STYLESHEET,
    IMAGE,
    FONT,
    OTHER
}
