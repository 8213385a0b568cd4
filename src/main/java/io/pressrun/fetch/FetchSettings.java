package io.pressrun.fetch;

import io.pressrun.fetch.cache.CacheSettings;
import io.pressrun.fetch.exchange.RecoverySettings;
import io.pressrun.fetch.exchange.RequestLimits;
import io.pressrun.fetch.http.ClientSettings;
import io.pressrun.fetch.policy.PolicySettings;
import io.pressrun.fetch.share.JobLimits;

/**
 * What jobs may fetch, how much of it and how.
 *
 * @param policy where they may connect to
 * @param job what one job may fetch altogether
 * @param request what one fetch may take and bring
 * @param client how servers are spoken to
 * @param cache what is stored for other jobs
 * @param recovery what is done about servers that do not answer
 */
public record FetchSettings(
        PolicySettings policy,
        JobLimits job,
        RequestLimits request,
        ClientSettings client,
        CacheSettings cache,
        RecoverySettings recovery) {
    public static final FetchSettings DEFAULT = new FetchSettings(
            PolicySettings.DEFAULT,
            JobLimits.DEFAULT,
            RequestLimits.DEFAULT,
            ClientSettings.DEFAULT,
            CacheSettings.DEFAULT,
            RecoverySettings.DEFAULT);
}
