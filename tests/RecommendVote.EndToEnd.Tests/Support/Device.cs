using System.Collections.Concurrent;

namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>One browser context with one page, and what went wrong on it.</summary>
internal sealed class Device : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> errors = new();

    public Device(IBrowserContext context, IPage page, string lang)
    {
        (Context, Page, Lang) = (context, page, lang);
        page.PageError += (_, error) => errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Enqueue(message.Text);
        };
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public string Lang { get; }

    /// <summary>Errors of scripts and of the console so far.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = name });

    public async Task PictureAsync(string name, bool whole = false)
    {
        if (whole)
            await Page.EvaluateAsync("scrollTo(0, 0)");
        await Page.WaitForTimeoutAsync(150);
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Built.Pictures, name + ".png"), FullPage = whole });
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
