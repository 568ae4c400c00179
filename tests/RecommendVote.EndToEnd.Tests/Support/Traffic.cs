using System.Collections.Concurrent;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>Everything a device sends: addresses, headers, bodies and frames, to be searched for what must not be there.</summary>
internal sealed class Traffic
{
    private readonly ConcurrentQueue<string> sent = new();

    public Traffic(IBrowserContext context)
    {
        context.Request += (_, request) =>
            sent.Enqueue($"{request.Method} {request.Url} {string.Join(' ', request.Headers.Select(header => header.Key + ": " + header.Value))} {request.PostData}");
        context.Page += (_, page) => Listen(page);
        foreach (var page in context.Pages)
            Listen(page);
    }

    public IReadOnlyCollection<string> Sent => sent;

    private void Listen(IPage page) => page.WebSocket += (_, socket) =>
    {
        sent.Enqueue(socket.Url);
        socket.FrameSent += (_, frame) => sent.Enqueue(frame.Text ?? Convert.ToBase64String(frame.Binary ?? []));
    };
}
