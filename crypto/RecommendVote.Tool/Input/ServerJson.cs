using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Input;

/// <summary>JSON requests to a RecommendVote server; every failure becomes a sentence for the person at the terminal.</summary>
internal static class ServerJson
{
    /// <param name="server">Scheme, host and port.</param>
    /// <param name="largestAnswer">Largest answer that is read, in bytes.</param>
    public static HttpClient Connect(string server, long largestAnswer) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = new Uri(server + "/"),
        Timeout = TimeSpan.FromSeconds(60),
        MaxResponseContentBufferSize = largestAnswer,
    };

    /// <exception cref="ToolException">Not reachable, refused (exit code 1, with the server's code), or no JSON of this form.</exception>
    public static async Task<T> SendAsync<T>(HttpClient http, HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            if (!response.IsSuccessStatusCode)
                throw await RefusalAsync(response, cancellation);
            if (response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0)
                return default!;
            return await response.Content.ReadFromJsonAsync<T>(cancellation) ?? throw new ToolException("the server's answer is empty", ExitCodes.Failed);
        }
        catch (HttpRequestException fault)
        {
            throw new ToolException($"the server cannot be reached: {fault.Message}", fault);
        }
        catch (JsonException fault)
        {
            throw new ToolException("the server's answer cannot be read", fault);
        }
        catch (TaskCanceledException fault) when (!cancellation.IsCancellationRequested)
        {
            throw new ToolException("the server did not answer within a minute", fault);
        }
    }

    private static async Task<ToolException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        try
        {
            var problem = await response.Content.ReadFromJsonAsync<Problem>(cancellation);
            if (problem?.Code is { Length: > 0 } code)
                return new ToolException($"refused ({code}): {problem.En ?? problem.Title}", ExitCodes.Failed);
        }
        catch (JsonException)
        {
            // not a problem document: a proxy's page, say; the status alone is told
        }
        return new ToolException(string.Create(CultureInfo.InvariantCulture, $"refused with status {status}"), ExitCodes.Failed);
    }

    private sealed record Problem(string? Code, string? En, string? Title);
}
