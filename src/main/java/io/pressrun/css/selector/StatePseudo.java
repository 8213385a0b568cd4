package io.pressrun.css.selector;

/** Pseudo-classes of links and form controls, in the state that a document without scripts and users is in. */
enum StatePseudo implements SimpleSelector {
    LINK,
    DEFINED,
    OPEN,
    CHECKED,
    INDETERMINATE,
    DEFAULT,
    DISABLED,
    ENABLED,
    REQUIRED,
    OPTIONAL,
    READ_ONLY,
    READ_WRITE,
    PLACEHOLDER_SHOWN,
    VALID,
    INVALID,
    IN_RANGE,
    OUT_OF_RANGE;

    @Override
    public boolean matches(ElementNode node, Matching matching) {
        return switch (this) {
            case LINK ->
                (node.is("a") || node.is("area")) && node.has("href")
                        || "http://www.w3.org/2000/svg".equals(node.namespace)
                                && node.name.equals("a")
                                && (node.has("href") || node.has("xlink:href"));
            case DEFINED -> !node.html || node.lowerName.indexOf('-') < 0;
            case OPEN -> (node.is("details") || node.is("dialog")) && node.has("open");
            case CHECKED -> FormStates.checked(node);
            case INDETERMINATE -> FormStates.indeterminate(node, matching);
            case DEFAULT -> FormStates.isDefault(node, matching);
            case DISABLED -> FormStates.canBeDisabled(node) && FormStates.disabled(node);
            case ENABLED -> FormStates.canBeDisabled(node) && !FormStates.disabled(node);
            case REQUIRED -> FormStates.canBeRequired(node) && node.has("required");
            case OPTIONAL -> FormStates.canBeRequired(node) && !node.has("required");
            case READ_ONLY -> node.html && !FormStates.writable(node);
            case READ_WRITE -> FormStates.writable(node);
            case PLACEHOLDER_SHOWN -> FormStates.placeholderShown(node);
            case VALID -> FormStates.isValidated(node) && !FormStates.invalid(node);
            case INVALID -> FormStates.isValidated(node) && FormStates.invalid(node);
            case IN_RANGE -> FormStates.limited(node) && !FormStates.outOfRange(node);
            case OUT_OF_RANGE -> FormStates.limited(node) && FormStates.outOfRange(node);
        };
    }
}
