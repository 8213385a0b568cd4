package io.pressrun.job.json;

import io.pressrun.job.JobFailedException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON for people and scripts that look at jobs. Thread-safe. */
public final class ShownJson {
    private static final int LONGEST_TEXT = 1000;
    private static final String MASK = "***";
    private static final Set<String> PASSWORDS = Set.of("userPassword", "ownerPassword");

    private final StrictJson json = new StrictJson();
    private final JsonMapper line = new JsonMapper();
    private final JsonMapper pretty =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * A job's JSON over several lines: long texts are cut, passwords and the values of fetch headers are masked.
     *
     * @return empty when the value is no JSON object
     */
    public Optional<String> pretty(byte[] value) {
        try {
            ObjectNode job = json.readObject(value);
            soften(job);
            return Optional.of(pretty.writeValueAsString(job));
        } catch (JobFailedException e) {
            return Optional.empty();
        }
    }

    /** One object on one line; values are texts, numbers, booleans, {@code null} or maps of these. */
    public String line(Map<String, ?> fields) {
        return line.writeValueAsString(fields);
    }

    private static void soften(JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                for (String name : object.propertyNames().toArray(String[]::new)) {
                    JsonNode child = object.get(name);
                    if (PASSWORDS.contains(name) || (name.equals("value") && object.has("origin"))) {
                        object.put(name, MASK);
                    } else if (child.isString()) {
                        object.put(name, cut(child.stringValue()));
                    } else {
                        soften(child);
                    }
                }
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    JsonNode child = array.get(i);
                    if (child.isString()) {
                        array.set(i, cut(child.stringValue()));
                    } else {
                        soften(child);
                    }
                }
            }
            default -> {
                // A number, a boolean or null.
            }
        }
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end) + "… (" + text.length() + " characters)";
    }
}
