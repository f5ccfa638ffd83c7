# crashed
print("Hi " + input())
input()
