package io.pressrun.fetch.exchange;

import io.pressrun.fetch.policy.AddressPolicy;
import io.pressrun.fetch.policy.NameLookup;
import java.time.Clock;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.asynchttpclient.SslEngineFactory;
import org.asynchttpclient.netty.ssl.DefaultSslEngineFactory;

/**
 * What HTTP finds around it.
 *
 * @param policy that every address must pass
 * @param clock of the cache and the breakers
 * @param random thread-safe
 * @param tls says which servers are trusted
 */
public record HttpEnvironment(
        AddressPolicy policy, NameLookup names, Clock clock, RandomGenerator random, SslEngineFactory tls) {
    /** That of this machine. */
    public static HttpEnvironment of(AddressPolicy policy) {
        return new HttpEnvironment(
                policy, NameLookup.system(), Clock.systemUTC(), new Random(), new DefaultSslEngineFactory());
    }

    public HttpEnvironment withNames(NameLookup others) {
        return new HttpEnvironment(policy, others, clock, random, tls);
    }

    public HttpEnvironment withClock(Clock other) {
        return new HttpEnvironment(policy, names, other, random, tls);
    }

    public HttpEnvironment withRandom(RandomGenerator other) {
        return new HttpEnvironment(policy, names, clock, other, tls);
    }

    public HttpEnvironment withTls(SslEngineFactory other) {
        return new HttpEnvironment(policy, names, clock, random, other);
    }
}
