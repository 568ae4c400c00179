using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace RecommendVote.Server.Hosting;

/// <summary>
/// The attendees', trustees' and screens' pages, built from kiosk-client and laid beside the server. Read once into
/// memory with its compressed form; file names under <c>assets/</c> hold a hash and never change their content.
/// </summary>
public sealed class ClientBundle
{
    /// <summary>Ends the name of what the client's build has compressed already, better than there is time for at a start.</summary>
    private const string Compressed = ".br";

    private readonly FrozenDictionary<string, Item> items;

    private ClientBundle(FrozenDictionary<string, Item> items) => this.items = items;

    /// <summary>True when the folder held a bundle.</summary>
    public bool Exists => items.Count > 0;

    public static ClientBundle Load() => Load(Path.Combine(AppContext.BaseDirectory, "client"));

    public static ClientBundle Load(string folder)
    {
        var found = new Dictionary<string, Item>(StringComparer.Ordinal);
        if (Directory.Exists(folder))
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) != Compressed))
                found[Path.GetRelativePath(folder, file).Replace('\\', '/')] = Item.Read(file);
        return new ClientBundle(found.ToFrozenDictionary(StringComparer.Ordinal));
    }

    public void MapPages(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        pages.MapMethods("/client/{**path}", [HttpMethods.Get, HttpMethods.Head], (string path, HttpContext http) => SendAsync(http, path));
        pages.MapMethods("/v/{meeting}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http) => SendAsync(http, "index.html"));
        pages.MapMethods("/trustee", [HttpMethods.Get, HttpMethods.Head], (HttpContext http) => SendAsync(http, "trustee.html"));
        pages.MapMethods("/screen/{meeting}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http) => SendAsync(http, "screen.html"));
        pages.MapMethods("/verify/{meeting?}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http) => SendAsync(http, "verify.html"));
        pages.MapMethods("/check/{meeting?}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http) => SendAsync(http, "check.html"));
        pages.MapMethods("/audit/{meeting?}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http) => SendAsync(http, "audit.html"));
    }

    private async Task SendAsync(HttpContext http, string path)
    {
        if (!items.TryGetValue(path, out var item))
        {
            await new Refusal("not-found").Problem().ExecuteAsync(http);
            return;
        }
        var response = http.Response;
        response.Headers.CacheControl = path.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.ETag = item.ETag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (http.Request.Headers.IfNoneMatch == item.ETag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        response.ContentType = item.ContentType;
        var body = item.Bytes;
        if (item.Brotli is not null && Accepts(http, "br"))
            (body, response.Headers.ContentEncoding) = (item.Brotli, "br");
        else if (item.Gzip is not null && Accepts(http, "gzip"))
            (body, response.Headers.ContentEncoding) = (item.Gzip, "gzip");
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static bool Accepts(HttpContext http, string coding) =>
        http.Request.Headers.AcceptEncoding.ToString().Split(',', StringSplitOptions.TrimEntries).Any(value => value == coding || value.StartsWith(coding + ";", StringComparison.Ordinal));

    private sealed record Item(byte[] Bytes, byte[]? Brotli, byte[]? Gzip, string ContentType, string ETag)
    {
        private static readonly FileExtensionContentTypeProvider Types = new();

        public static Item Read(string file)
        {
            var bytes = File.ReadAllBytes(file);
            // Built with relative addresses so that a kiosk can serve the same files from its own disk; here pages stand at other paths.
            if (Path.GetExtension(file) == ".html")
                bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("=\"./", "=\"/client/", StringComparison.Ordinal));
            if (!Types.TryGetContentType(file, out var type))
                type = "application/octet-stream";
            if (type.StartsWith("text/", StringComparison.Ordinal))
                type += "; charset=utf-8";
            var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"";
            var worth = bytes.Length > 400 && Path.GetExtension(file) is ".html" or ".js" or ".css" or ".json" or ".svg" or ".wasm" or ".map";
            var brotli = File.Exists(file + Compressed) ? File.ReadAllBytes(file + Compressed)
                : worth ? Compress(bytes, stream => new BrotliStream(stream, CompressionLevel.Optimal)) : null;
            return new Item(bytes, brotli,
                worth ? Compress(bytes, stream => new GZipStream(stream, CompressionLevel.SmallestSize)) : null, type, etag);
        }

        private static byte[] Compress(byte[] bytes, Func<Stream, Stream> coder)
        {
            using var output = new MemoryStream();
            using (var stream = coder(output))
                stream.Write(bytes);
            return output.ToArray();
        }
    }
}
