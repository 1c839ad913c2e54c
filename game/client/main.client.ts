export {};
print("hello");
