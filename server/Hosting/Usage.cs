namespace RecommendVote.Server.Hosting;

/// <summary>The words and options of the command line.</summary>
public static class Usage
{
    private const string Text = """
        usage: RecommendVote.Server [command] [options]

        commands
          (none)                       run the server / 启动服务器
          demo                         run the demonstration meeting / 运行演示会议
          help                         this text

        options
          --data DIR                   folder of everything the server keeps (default: ./data)
          --urls ADDRESSES             addresses to listen on (default: http://localhost:5000)
          --public-address ADDRESS     address that phones open; it goes into the QR codes
          --certificate FILE           TLS certificate, PEM or PFX
          --certificate-key FILE       key of a PEM certificate, if it is in a file of its own
          --certificate-password-file FILE
          --redis CONNECTION           carries broadcasts between several nodes
        """;

    public static int Print(TextWriter output, int exitCode, string? complaint = null)
    {
        if (complaint is not null)
            output.WriteLine(complaint);
        output.WriteLine(Text);
        return exitCode;
    }
}
