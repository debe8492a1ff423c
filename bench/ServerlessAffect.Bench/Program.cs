using ServerlessAffect.Bench;

switch (args.FirstOrDefault())
{
    case "vectorizers":
        return TextVectorizersBench.Run(args[1..]);
    default:
        Console.Error.WriteLine("usage: bench vectorizers [FOLDER OF tfn-topic]");
        return 2;
}
