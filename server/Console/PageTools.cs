using Microsoft.JSInterop;

namespace RecommendVote.Server.StaffConsole;

/// <summary>The few things that pages need from the browser: <c>wwwroot/ui/console.js</c>, loaded once a circuit.</summary>
public sealed class PageTools(IJSRuntime browser) : IAsyncDisposable
{
    private Task<IJSObjectReference>? module;

    public async Task<T> CallAsync<T>(string function, params object?[] values) => await (await ModuleAsync()).InvokeAsync<T>(function, values);

    public async Task CallAsync(string function, params object?[] values) => await (await ModuleAsync()).InvokeVoidAsync(function, values);

    /// <summary>Offers bytes to the person as a file.</summary>
    public Task SaveAsync(string name, string contentType, byte[] bytes) => CallAsync("saveFile", name, contentType, bytes);

    public Task CopyAsync(string text) => CallAsync("copyText", text);

    public async ValueTask DisposeAsync()
    {
        if (module is null)
            return;
        try
        {
            await (await module).DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    private Task<IJSObjectReference> ModuleAsync() => module ??= browser.InvokeAsync<IJSObjectReference>("import", "/ui/console.js").AsTask();
}
