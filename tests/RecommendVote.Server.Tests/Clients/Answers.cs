using System.Text.Json;
using RecommendVote.Record;
using RecommendVote.Server.Hosting;

namespace RecommendVote.Server.Tests.Clients;

/// <summary>Reads answers, or fails with what the server said.</summary>
public static class Answers
{
    public static T Need<T>(this Outcome<T> outcome)
    {
        Assert.True(outcome.Ok, $"{outcome.Refusal?.Code} {outcome.Refusal?.Detail}");
        return outcome.Value!;
    }

    public static string RefusalCode<T>(this Outcome<T> outcome)
    {
        Assert.False(outcome.Ok);
        return outcome.Refusal!.Code;
    }

    public static async Task DemandOkAsync(this HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
            Assert.Fail($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>The stable code of a refusal, which comes with a sentence in both languages.</summary>
    public static async Task<string> RefusalCodeAsync(this HttpResponseMessage answer)
    {
        Assert.False(answer.IsSuccessStatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(problem.RootElement.GetProperty("zh").GetString()!);
        Assert.NotEmpty(problem.RootElement.GetProperty("en").GetString()!);
        return problem.RootElement.GetProperty("code").GetString()!;
    }

    public static Bytes Bytes(string text)
    {
        Assert.True(Record.Bytes.TryParse(text, out var bytes));
        return bytes;
    }
}
