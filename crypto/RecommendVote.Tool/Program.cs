Console.WriteLine("rv");
