using System.Text;
using RecommendVote.Tool.Commands;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await RvCommand.RunAsync(args);
