/**
 * The wall against request forgery: which addresses a job may reach, judged before anything is sent and again when a
 * connection is made. It speaks to no network but to learn the addresses of this machine and of names.
 */
@NullMarked
package io.pressrun.fetch.policy;

import org.jspecify.annotations.NullMarked;
