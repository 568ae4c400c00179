using System.CommandLine;
using System.Text.Json;
using RecommendVote.Record;
using RecommendVote.Tool.Input;
using RecommendVote.Tool.Output;

namespace RecommendVote.Tool.Commands;

/// <summary><c>rv inspect</c>: lists a record's entries, or shows one with its body decoded. It verifies nothing and says so.</summary>
public static class InspectCommand
{
    public static Command Create()
    {
        var file = CommonOptions.Record();
        var entry = new Option<int?>("--entry") { Description = "show this entry, counted from 0", HelpName = "N" };
        var command = new Command("inspect", "list the entries of a record, or show one (verifies nothing)") { file, entry };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), parsed.GetValue(entry)));
        return command;
    }

    private static int Run(string path, int? wanted)
    {
        var (entries, checkpoint) = RecordInput.Read(path);
        if (wanted is { } index)
        {
            if (index < 0 || index >= entries.Count)
                throw new ToolException($"the record has entries 0 to {entries.Count - 1}");
            Console.Out.WriteLine(Describe(entries[index]));
            return ExitCodes.Holds;
        }
        Console.Error.WriteLine("rv: a list, not a verification");
        for (var i = 0; i < entries.Count; i++)
            Console.Out.WriteLine($"{i,6}  {EntryCodec.PeekType(entries[i]) ?? "?",-18} {entries[i].Length,9} bytes");
        Console.Out.WriteLine();
        Console.Out.WriteLine(checkpoint.TrimEnd());
        return ExitCodes.Holds;
    }

    /// <summary>The entry in indented JSON; of an envelope the body is shown as what it encodes.</summary>
    private static string Describe(Bytes entry)
    {
        try
        {
            using var json = JsonDocument.Parse(entry.Memory, new JsonDocumentOptions { MaxDepth = 16 });
            if (!json.RootElement.TryGetProperty("body", out var body) || !Bytes.TryParse(body.GetString(), out var bytes))
                return JsonOutput.Format(json.RootElement);
            using var decoded = JsonDocument.Parse(bytes.Memory, new JsonDocumentOptions { MaxDepth = 16 });
            return JsonOutput.Format(new
            {
                type = json.RootElement.GetProperty("type"),
                body = decoded.RootElement,
                sigs = json.RootElement.TryGetProperty("sigs", out var sigs) ? sigs : (JsonElement?)null,
            });
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new ToolException($"this entry is not JSON: {fault.Message}", fault);
        }
    }
}
